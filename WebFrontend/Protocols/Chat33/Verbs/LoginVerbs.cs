using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Captchas, registration, the three logins, logout. Source: chat33.md, 用户相关接口; decisions 1.2 and 4.</summary>
internal static class LoginVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/send/sms", body => body.Mobile("mobile"), SendSmsAsync)
            with { Access = Chat33Access.Anyone, Quota = Chat33Quota.Captchas, IsRepeatable = false },
        Chat33Verb.Of(
            "/user/isreg", body => body.Mobile("mobile"), IsRegisteredAsync, Chat33AnswerJson.Default.RegisteredData)
            with
            {
                Access = Chat33Access.Anyone,
                StrictAccess = Chat33Access.Session,
                Quota = Chat33Quota.IsRegistered,
            },
        Chat33Verb.Of("/user/register", ReadRegister, RegisterAsync, Chat33AnswerJson.Default.LoginData)
            with { Access = Chat33Access.Anyone, IsRepeatable = false },
        Chat33Verb.Of("/user/pwdLogin", ReadPasswordLogin, PasswordLoginAsync, Chat33AnswerJson.Default.LoginData)
            with { Access = Chat33Access.Anyone },
        Chat33Verb.Of("/user/phoneLogin", ReadPhoneLogin, PhoneLoginAsync, Chat33AnswerJson.Default.LoginData)
            with { Access = Chat33Access.Anyone, IsRepeatable = false },
        Chat33Verb.Of("/user/tokenLogin", TokenLoginAsync, Chat33AnswerJson.Default.LoginData)
            with { Access = Chat33Access.Anyone },
        Chat33Verb.Of("/user/logout", LogoutAsync),
    ];

    private static Task<ChatError> SendSmsAsync(Chat33Call call, string mobile) =>
        call.Captcha(mobile).SendAsync(call.Cancellation);

    private static async Task<Reply<RegisteredData>> IsRegisteredAsync(Chat33Call call, string mobile)
    {
        var userId = await call.FindAccountAsync(mobile);
        return new RegisteredData(userId == 0 ? "0" : Chat33Mapping.Uid((int)userId));
    }

    private static (string Mobile, string Password, string Captcha) ReadRegister(Chat33Body body) => (
        body.Mobile("mobile"),
        body.Text("password", Chat33Limits.MaxPasswordLength),
        body.Text("captcha", Chat33Limits.MaxCaptchaLength));

    private static async Task<Reply<LoginData>> RegisterAsync(
        Chat33Call call, (string Mobile, string Password, string Captcha) request)
    {
        var (mobile, password, captcha) = request;
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        var refusal = device.Error;
        if (refusal is ChatError.None)
        {
            refusal = await call.Captcha(mobile).UseAsync(captcha, call.Cancellation);
        }

        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var account = await call.RegisterAccountAsync(mobile, password);
        return !account.Ok ? account.Error
            : account.Value.IsNew ? await OpenAsync(call, account.Value.UserId, device.Value!)
            : ChatError.UserExists;
    }

    private static (string Mobile, string Password) ReadPasswordLogin(Chat33Body body) =>
        (body.Mobile("mobile"), body.Text("password", Chat33Limits.MaxPasswordLength));

    private static async Task<Reply<LoginData>> PasswordLoginAsync(
        Chat33Call call, (string Mobile, string Password) request)
    {
        var (mobile, password) = request;
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        if (!device.Ok)
        {
            return device.Error;
        }

        var account = await call.ProvePasswordAsync(mobile, password);
        return account.Ok ? await OpenAsync(call, account.Value, device.Value!) : account.Error;
    }

    private static (string Mobile, string Captcha) ReadPhoneLogin(Chat33Body body) =>
        (body.Mobile("mobile", "phone"), body.Text(["captcha", "code"], Chat33Limits.MaxCaptchaLength));

    /// <summary>A captcha is enough: the first login with a number makes its account.</summary>
    private static async Task<Reply<LoginData>> PhoneLoginAsync(
        Chat33Call call, (string Mobile, string Captcha) request)
    {
        var (mobile, captcha) = request;
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        if (!device.Ok)
        {
            return device.Error;
        }

        var account = await call.ProveCaptchaAsync(mobile, captcha);
        return account.Ok
            ? await OpenAsync(call, account.Value.UserId, device.Value!, type: account.Value.IsNew ? 0 : 1)
            : account.Error;
    }

    /// <summary>The body is ignored: newer clients send one, the document has none.</summary>
    private static async Task<Reply<LoginData>> TokenLoginAsync(Chat33Call call)
    {
        var token = Chat33Identity.TokenHeaderOf(call.Http.Request);
        if (token.Length == 0)
        {
            return ChatError.MissingValue;
        }

        var device = Chat33Identity.DeviceOf(call.Http.Request);
        if (!device.Ok)
        {
            return device.Error;
        }

        var sessionId = Chat33Identity.SessionIdOf(token);
        var session = await call.Grains.GetGrain<ISessionGrain>(sessionId).GetAsync(call.Cancellation);
        if (!session.Ok)
        {
            return session.Error is ChatError.Unauthenticated ? ChatError.WrongToken : session.Error;
        }

        var grant = await call.User(session.Value!.UserId).BindSessionAsync(sessionId, device.Value!, call.Cancellation);
        return grant.Ok ? LoggedIn(call, grant.Value!, token, shownToken: null, type: null) : grant.Error;
    }

    private static async Task<ChatError> LogoutAsync(Chat33Call call)
    {
        var error = await call.Me.CloseSessionAsync(call.Session.SessionId, call.Cancellation);
        if (error is ChatError.None)
        {
            Chat33Identity.ClearCookie(call.Http.Response);
        }

        return error;
    }

    private static async Task<Reply<LoginData>> OpenAsync(Chat33Call call, long userId, OpenSession device, int? type = null)
    {
        var grant = await call.User(userId).OpenSessionAsync(device, call.Cancellation);
        return grant.Ok
            ? LoggedIn(call, grant.Value!, grant.Value!.Token, grant.Value.Token, type)
            : grant.Error;
    }

    private static LoginData LoggedIn(Chat33Call call, SessionGrant grant, string token, string? shownToken, int? type)
    {
        Chat33Identity.SetCookie(call.Http.Response, token);
        return Chat33Mapping.ToLogin(grant, shownToken, type);
    }
}
