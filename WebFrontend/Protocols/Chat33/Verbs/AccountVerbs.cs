using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>The account service that the public clients sign up and in with; they take its token to
/// <c>/user/tokenLogin</c>. Source: decisions 4 and 2.1.</summary>
/// <remarks>Bodies are forms, and the envelope is another one: see <see cref="Chat33AccountEndpoints"/>.</remarks>
internal static class AccountVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/v1/user/is-reg", body => body.Mobile("mobile"), IsRegisteredAsync, Chat33AnswerJson.Default.IsRegisteredData)
            with { Access = Chat33Access.Anyone, Quota = Chat33Quota.IsRegistered with { ByAddress = true } },
        Chat33Verb.Of("/v1/send/sms", body => body.Mobile("mobile"), SendAsync, Chat33AnswerJson.Default.CaptchaSentData)
            with { Access = Chat33Access.Anyone, Quota = Chat33Quota.Captchas, IsRepeatable = false },
        Chat33Verb.Of("/v1/send/voice", body => body.Mobile("mobile"), SendAsync, Chat33AnswerJson.Default.CaptchaSentData)
            with { Access = Chat33Access.Anyone, Quota = Chat33Quota.Captchas, IsRepeatable = false },
        Chat33Verb.Of("/v1/user/reg", ReadProof, RegisterAsync)
            with { Access = Chat33Access.Anyone, WhenDone = ChatError.UserExists },
        Chat33Verb.Of("/v1/user/login", ReadLogin, LoginAsync, Chat33AnswerJson.Default.AccessTokenData)
            with { Access = Chat33Access.Anyone, IsRepeatable = false },
    ];

    private static async Task<Reply<IsRegisteredData>> IsRegisteredAsync(Chat33Call call, string mobile) =>
        new IsRegisteredData(await call.FindAccountAsync(mobile) == 0 ? 0 : 1);

    /// <summary>There is no puzzle to solve before a captcha is sent, so nothing is to be shown.</summary>
    private static async Task<Reply<CaptchaSentData>> SendAsync(Chat33Call call, string mobile)
    {
        var refusal = await call.Captcha(mobile).SendAsync(call.Cancellation);
        return refusal is ChatError.None ? new CaptchaSentData(IsShow: 0) : refusal;
    }

    private static (string Mobile, string Captcha, string Password) ReadProof(Chat33Body body) => (
        body.Mobile("mobile"),
        body.OptionalText(["code", "captcha"], Chat33Limits.MaxCaptchaLength),
        body.OptionalText("password", Chat33Limits.MaxPasswordLength));

    /// <summary>The captcha stays good for the login that follows at once.</summary>
    private static async Task<ChatError> RegisterAsync(
        Chat33Call call, (string Mobile, string Captcha, string Password) request)
    {
        var (mobile, captcha, password) = request;
        var refusal = captcha.Length == 0
            ? ChatError.MissingValue
            : await call.Captcha(mobile).ProveAsync(captcha, call.Cancellation);
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var account = await call.RegisterAccountAsync(mobile, password.Length == 0 ? null : password);
        return account is { Ok: true, Value.IsNew: false } ? ChatError.UserExists : account.Error;
    }

    private static ((string Mobile, string Captcha, string Password) Proof, string Type) ReadLogin(Chat33Body body) =>
        (ReadProof(body), body.OptionalText("type", Chat33Limits.MaxNameLength));

    private static async Task<Reply<AccessTokenData>> LoginAsync(
        Chat33Call call, ((string Mobile, string Captcha, string Password) Proof, string Type) request)
    {
        var (mobile, captcha, password) = request.Proof;
        var userId = request.Type switch
        {
            "1" or "sms" => await ProveCaptchaAsync(call, mobile, captcha),
            "2" or "pwd" or "password" => await ProvePasswordAsync(call, mobile, password),
            "" when password.Length > 0 => await ProvePasswordAsync(call, mobile, password),
            "" => await ProveCaptchaAsync(call, mobile, captcha),
            _ => ChatError.InvalidValue,
        };
        if (!userId.Ok)
        {
            return userId.Error;
        }

        var token = new OpenSession(Chat33Protocol.ProtocolName, "", "", "", IsLogin: false);
        var grant = await call.User(userId.Value).OpenSessionAsync(token, call.Cancellation);
        return grant.Ok ? new AccessTokenData(grant.Value!.Token) : grant.Error;
    }

    private static async Task<Reply<long>> ProveCaptchaAsync(Chat33Call call, string mobile, string captcha)
    {
        var account = captcha.Length == 0 ? ChatError.MissingValue : await call.ProveCaptchaAsync(mobile, captcha);
        return account.Ok ? account.Value.UserId : account.Error;
    }

    private static async Task<Reply<long>> ProvePasswordAsync(Chat33Call call, string mobile, string password) =>
        password.Length == 0 ? ChatError.MissingValue : await call.ProvePasswordAsync(mobile, password);
}
