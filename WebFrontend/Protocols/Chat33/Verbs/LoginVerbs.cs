using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Captchas, registration, the three logins, logout. Source: chat33.md, 用户相关接口; decisions 1.2 and 4.</summary>
internal static class LoginVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        new("/send/sms", NeedsSession: false, SendSmsAsync),
        new("/user/isreg", NeedsSession: false, IsRegisteredAsync) { IsRepeatable = true },
        new("/user/register", NeedsSession: false, RegisterAsync),
        new("/user/pwdLogin", NeedsSession: false, PasswordLoginAsync) { IsRepeatable = true },
        new("/user/phoneLogin", NeedsSession: false, PhoneLoginAsync),
        new("/user/tokenLogin", NeedsSession: false, TokenLoginAsync) { IsRepeatable = true },
        new("/user/logout", NeedsSession: true, LogoutAsync) { IsRepeatable = true },
    ];

    private static async Task<Chat33Answer> SendSmsAsync(Chat33Call call)
    {
        var mobile = call.Body.Mobile("mobile");
        return call.Body.Error is not ChatError.None
            ? call.Body.Error
            : await call.Grains.GetGrain<ICaptchaGrain>(mobile).SendAsync(call.Cancellation);
    }

    private static async Task<Chat33Answer> IsRegisteredAsync(Chat33Call call)
    {
        var mobile = call.Body.Mobile("mobile");
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        var userId = await Phone(call, mobile).FindAsync(call.Cancellation);
        var uid = userId == 0 ? "0" : Chat33Mapping.Uid((int)userId);
        return Chat33Answer.Of(new RegisteredData(uid), Chat33AnswerJson.Default.RegisteredData);
    }

    private static async Task<Chat33Answer> RegisterAsync(Chat33Call call)
    {
        var mobile = call.Body.Mobile("mobile");
        var password = call.Body.Text("password", Chat33Limits.MaxPasswordLength);
        var captcha = call.Body.Text("captcha", Chat33Limits.MaxCaptchaLength);
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        var refusal = FirstOf(call.Body.Error, device.Error);
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

    private static async Task<Chat33Answer> PasswordLoginAsync(Chat33Call call)
    {
        var mobile = call.Body.Mobile("mobile");
        var password = call.Body.Text("password", Chat33Limits.MaxPasswordLength);
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        var refusal = FirstOf(call.Body.Error, device.Error);
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var userId = await Phone(call, mobile).FindAsync(call.Cancellation);

        // An unknown number asks an account of its own that does not exist: the same work, the same delays after
        // failures, the same answer.
        var accountId = userId == 0 ? -long.Parse(mobile, System.Globalization.CultureInfo.InvariantCulture) : userId;
        var verdict = await call.User(accountId).VerifyPasswordAsync(password, call.Cancellation);
        return verdict is ChatError.None ? await OpenAsync(call, userId, device.Value!) : verdict;
    }

    /// <summary>A captcha is enough: the first login with a number makes its account.</summary>
    private static async Task<Chat33Answer> PhoneLoginAsync(Chat33Call call)
    {
        var mobile = call.Body.Mobile("mobile", "phone");
        var captcha = call.Body.Text(["captcha", "code"], Chat33Limits.MaxCaptchaLength);
        var device = Chat33Identity.DeviceOf(call.Http.Request);
        var refusal = FirstOf(call.Body.Error, device.Error);
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
    private static async Task<Chat33Answer> TokenLoginAsync(Chat33Call call)
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

    private static async Task<Chat33Answer> LogoutAsync(Chat33Call call)
    {
        var error = await call.Me.CloseSessionAsync(call.Session.SessionId, call.Cancellation);
        if (error is ChatError.None)
        {
            Chat33Identity.ClearCookie(call.Http.Response);
        }

        return error;
    }

    private static async Task<Chat33Answer> OpenAsync(Chat33Call call, long userId, OpenSession device, int? type = null)
    {
        var grant = await call.User(userId).OpenSessionAsync(device, call.Cancellation);
        return grant.Ok
            ? LoggedIn(call, grant.Value!.Profile, grant.Value.Token, grant.Value.Token, type)
            : grant.Error;
    }

    private static Chat33Answer LoggedIn(Chat33Call call, UserProfile profile, string token, string? shownToken, int? type)
    {
        Chat33Identity.SetCookie(call.Http.Response, token);
        return Chat33Answer.Of(Chat33Mapping.ToLogin(profile, shownToken, type), Chat33AnswerJson.Default.LoginData);
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

    private static ChatError FirstOf(ChatError first, ChatError second) => first is ChatError.None ? second : first;
}
