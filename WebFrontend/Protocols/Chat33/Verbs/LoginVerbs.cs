using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Captchas, registration, the three logins, logout. Source: chat33.md, 用户相关接口; decisions 1.2 and 4.</summary>
internal static class LoginVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/send/sms", body => body.Mobile("mobile"), SendSmsAsync)
            with { Access = Chat33Access.Anyone, IsRepeatable = false },
        Chat33Verb.Of(
            "/user/isreg", body => body.Mobile("mobile"), IsRegisteredAsync, Chat33AnswerJson.Default.RegisteredData)
            with { Access = Chat33Access.Anyone },
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
        call.Grains.GetGrain<ICaptchaGrain>(mobile).SendAsync(call.Cancellation);

    private static async Task<Reply<RegisteredData>> IsRegisteredAsync(Chat33Call call, string mobile)
    {
        var userId = await Phone(call, mobile).FindAsync(call.Cancellation);
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
            refusal = await call.Grains.GetGrain<ICaptchaGrain>(mobile).UseAsync(captcha, call.Cancellation);
        }

        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var userId = await ClaimAsync(call, mobile);
        var account = new RegisterUser(mobile, password, "", UserRole.User);
        var profile = await call.User(userId).RegisterAsync(account, call.Cancellation);
        return profile.Ok ? await OpenAsync(call, userId, device.Value!) : profile.Error;
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

        var userId = await Phone(call, mobile).FindAsync(call.Cancellation);

        // An unknown number asks an account of its own that does not exist: the same work, the same delays after
        // failures, the same answer.
        var accountId = userId == 0 ? -long.Parse(mobile, System.Globalization.CultureInfo.InvariantCulture) : userId;
        var verdict = await call.User(accountId).VerifyPasswordAsync(password, call.Cancellation);
        return verdict is ChatError.None ? await OpenAsync(call, userId, device.Value!) : verdict;
    }

    private static (string Mobile, string Captcha) ReadPhoneLogin(Chat33Body body) =>
        (body.Mobile("mobile", "phone"), body.Text(["captcha", "code"], Chat33Limits.MaxCaptchaLength));

    /// <summary>A captcha is enough: the first login with a number makes its account.</summary>
    private static async Task<Reply<LoginData>> PhoneLoginAsync(
        Chat33Call call, (string Mobile, string Captcha) request)
    {
        var (mobile, captcha) = request;
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        var refusal = device.Error;
        if (refusal is ChatError.None)
        {
            refusal = await call.Grains.GetGrain<ICaptchaGrain>(mobile).UseAsync(captcha, call.Cancellation);
        }

        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var userId = await ClaimAsync(call, mobile);
        var profile = await call.User(userId)
            .RegisterAsync(new RegisterUser(mobile, null, "", UserRole.User), call.Cancellation);
        return profile.Ok || profile.Error is ChatError.UserExists
            ? await OpenAsync(call, userId, device.Value!, type: profile.Ok ? 0 : 1)
            : profile.Error;
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

        var profile = await call.User(session.Value!.UserId).BindSessionAsync(sessionId, device.Value!, call.Cancellation);
        return profile.Ok ? LoggedIn(call, profile.Value!, token, shownToken: null, type: null) : profile.Error;
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
            ? LoggedIn(call, grant.Value!.Profile, grant.Value.Token, grant.Value.Token, type)
            : grant.Error;
    }

    private static LoginData LoggedIn(Chat33Call call, UserProfile profile, string token, string? shownToken, int? type)
    {
        Chat33Identity.SetCookie(call.Http.Response, token);
        return Chat33Mapping.ToLogin(profile, shownToken, type);
    }

    /// <summary>The user id that holds the number, a new one if nobody did. A registration that was cut off is
    /// finished under its old id.</summary>
    private static async Task<long> ClaimAsync(Chat33Call call, string mobile)
    {
        var phone = Phone(call, mobile);
        var userId = await phone.FindAsync(call.Cancellation);
        return userId != 0
            ? userId
            : await phone.ClaimAsync(
                await call.Grains.GetGrain<IIdGeneratorGrain>("user").NextAsync(call.Cancellation), call.Cancellation);
    }

    private static ILookupGrain Phone(Chat33Call call, string mobile) => call.Grains.GetGrain<ILookupGrain>("phone:" + mobile);
}
