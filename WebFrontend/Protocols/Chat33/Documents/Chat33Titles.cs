using System.Collections.Frozen;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Documents;

/// <summary>What each route does, in a few words: the summaries of the OpenAPI document.</summary>
internal static class Chat33Titles
{
    private static readonly FrozenDictionary<string, string> Titles = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/send/sms"] = "Sends a captcha to a mobile number.",
        ["/user/register"] = "Makes an account and logs in.",
        ["/user/pwdLogin"] = "Logs in with mobile number and password.",
        ["/user/tokenLogin"] = "Logs in with a token.",
        ["/user/phoneLogin"] = "Logs in with mobile number and captcha; the first time makes the account.",
        ["/user/logout"] = "Ends the session.",
        ["/user/isreg"] = "Whether a mobile number has an account.",
        ["/user/userInfo"] = "A user, as the caller may see him.",
        ["/user/editAvatar"] = "Changes the caller's picture.",
        ["/user/editNickname"] = "Changes the caller's name.",
        ["/user/muted"] = "Keeps a user from speaking anywhere for a time; 0 lets him again.",
        ["/permission/permissionInfo"] = "What the caller may do that not everybody may.",
        ["/chat33/applyList"] = "Applications by the caller, to him and to rooms that he manages, newest first.",
        ["/chat33/unreadApplyNumber"] = "How many applications wait for the caller's answer.",
        ["/chat33/search"] = "The room or the user with this number.",
        ["/friend/list"] = "The caller's friends; with a time, those that changed since, former ones too.",
        ["/friend/unread"] = "Friends with unread messages: how many, and the last one.",
        ["/friend/add"] = "Asks for a friendship.",
        ["/friend/response"] = "Answers an application for a friendship.",
        ["/friend/delete"] = "Ends a friendship.",
        ["/friend/requestList"] = "Applications to the caller, newest first.",
        ["/friend/chatLog"] = "Messages with a friend, newest first; reading them makes them read.",
        ["/friend/setRemark"] = "Names a friend for the caller alone.",
        ["/friend/setNoDisturbing"] = "Whether a friend's messages may disturb.",
        ["/friend/stickyOnTop"] = "Whether a friend stands at the top of the list.",
        ["/room/list"] = "The caller's rooms.",
        ["/room/info"] = "A room, as the caller may see it.",
        ["/room/userList"] = "Members of a room.",
        ["/room/userInfo"] = "A member of a room.",
        ["/room/searchMember"] = "Members of a room by a part of their name.",
        ["/room/getOnlineNumber"] = "How many members of a room are on line.",
        ["/room/create"] = "Makes a room with these members.",
        ["/room/delete"] = "Ends a room.",
        ["/room/kickOut"] = "Puts members out of a room.",
        ["/room/loginOut"] = "Leaves a room.",
        ["/room/setPermission"] = "Who may come into a room, and whether its members may make friends through it.",
        ["/room/setLevel"] = "Makes a member ordinary, a manager, or the owner in the caller's place.",
        ["/room/setNoDisturbing"] = "Whether a room's messages may disturb.",
        ["/room/stickyOnTop"] = "Whether a room stands at the top of the list.",
        ["/room/setMemberNickname"] = "Changes the caller's name in a room.",
        ["/room/joinRoomInvite"] = "Brings users into a room.",
        ["/room/joinRoomApply"] = "Comes into a room, or asks to.",
        ["/room/joinRoomApprove"] = "Answers an application to a room.",
        ["/room/chatLog"] = "Messages of a room, newest first; reading them makes them read.",
        ["/room/setName"] = "Changes a room's name.",
        ["/room/setAvatar"] = "Changes a room's picture.",
        ["/room/userIsInRoom"] = "Whether the caller is in a room.",
        ["/open"] = "A client has started.",
        ["/chat33/uploadSecretKey"] = "Keeps the caller's keys; the private one is encrypted by the client.",
        ["/v1/user/is-reg"] = "Whether a mobile number has an account.",
        ["/v1/user/reg"] = "Makes an account.",
        ["/v1/user/login"] = "Gives a token for /user/tokenLogin, for a captcha (type 1) or a password (2).",
        ["/v1/send/sms"] = "Sends a captcha to a mobile number.",
        ["/v1/send/voice"] = "Sends a captcha to a mobile number.",
        ["/room/unread"] = "Rooms with unread messages: how many, and the last one.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A route's title, or its path when nobody wrote one.</summary>
    public static string Of(string path) => Titles.GetValueOrDefault(path, path);
}
