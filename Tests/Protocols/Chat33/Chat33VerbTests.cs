using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33VerbTests
{
    /// <summary>A captcha is sent and used once; rooms and chat rooms are made step by step; of many messages
    /// each is repeated by itself.</summary>
    [Fact]
    public void All_but_these_may_be_done_twice() => Assert.Equal(
        ["/chat33/RevokeFiles", "/chat33/encryptForward", "/chat33/forward", "/group/addGroup", "/room/create",
            "/room/sendSystemMsgs", "/send/sms", "/user/phoneLogin", "/user/register"],
        Chat33Endpoints.Verbs.Where(verb => !verb.IsRepeatable).Select(verb => verb.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_what_may_be_done_twice_knows_what_done_looks_like() => Assert.DoesNotContain(
        Chat33Endpoints.Verbs, verb => !verb.IsRepeatable && verb.WhenDone is not Errors.ChatError.None);
}
