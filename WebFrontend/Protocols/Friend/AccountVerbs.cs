using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Login, registration and the caller's own account. Source: decisions 3a, sibling endpoints.</summary>
internal static class AccountVerbs
{
    public static IReadOnlyList<FriendVerb> All { get; } =
    [
        new("/user/login.do", LoginAsync)
        {
            Summary = "Log in",
            Fields = [new("phoneNumber", false, "The mobile number, 11 digits."), Password],
            Data = FriendJson.Default.LoginData,
            IsOpen = true,
        },
        new("/user/register.do", RegisterAsync)
        {
            Summary = "Make an account",
            Fields = [Phone, Password, new("msgCode", false, "The captcha of the number.")],
            IsOpen = true,
            IsRepeatable = false,
        },
        new("/user/send_msg_code.do", SendCaptchaAsync)
        {
            Summary = "Have a captcha sent",
            Fields = [Phone],
            IsOpen = true,
            IsRepeatable = false,
            IsCaptcha = true,
        },
        new("/user/get_user_info.do", GetUserInfoAsync)
        {
            Summary = "One's own account",
            Data = FriendJson.Default.UserData,
        },
    ];

    private static FriendField Phone => new("phone", false, "The mobile number, 11 digits.");

    private static FriendField Password => new("password", false, "In clear text.");

    /// <summary>What a new user is called: this and his number. Source: decisions 3a.</summary>
    private const string NamePrefix = "手机用户";

    private static async Task<FriendAnswer> LoginAsync(FriendCall call)
    {
        var mobile = call.Form.Mobile("phoneNumber", "phone");
        var password = call.Form.Secret("password", FriendLimits.MaxPasswordLength);
        if (!mobile.Ok || !password.Ok)
        {
            return mobile.Ok ? password.Error : mobile.Error;
        }

        var userId = await PhoneOf(call, mobile.Value!).FindAsync(call.Cancellation);

        // An unknown number asks an account of its own that does not exist: the same work, the same delays after
        // failures, the same answer.
        var accountId = userId == 0 ? -long.Parse(mobile.Value!, CultureInfo.InvariantCulture) : userId;
        var verdict = await call.User(accountId).VerifyPasswordAsync(password.Value!, call.Cancellation);
        if (verdict is not ChatError.None)
        {
            return verdict;
        }

        // No device: a second login replaces nothing.
        var grant = await call.User(userId).OpenSessionAsync(
            new OpenSession(FriendProtocol.ProtocolName, Device: "", DeviceId: "", ClientApp: ""), call.Cancellation);
        return grant.Ok
            ? FriendAnswer.Of(
                new LoginData(FriendMapping.ToOwner(grant.Value!.Profile), grant.Value.Token),
                FriendJson.Default.FriendEnvelopeLoginData,
                "登录成功")
            : grant.Error;
    }

    private static async Task<FriendAnswer> RegisterAsync(FriendCall call)
    {
        var mobile = call.Form.Mobile("phone", "phoneNumber");
        var password = call.Form.Secret("password", FriendLimits.MaxPasswordLength);
        var captcha = call.Form.Secret("msgCode", FriendLimits.MaxCaptchaLength);
        if (!mobile.Ok || !password.Ok || !captcha.Ok)
        {
            return !mobile.Ok ? mobile.Error : !password.Ok ? password.Error : captcha.Error;
        }

        var refusal = await call.Grains.GetGrain<ICaptchaGrain>(mobile.Value!)
            .UseAsync(captcha.Value!, call.Cancellation);
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var account = new RegisterUser(mobile.Value!, password.Value, NamePrefix + mobile.Value, UserRole.User);
        var made = await call.User(await ClaimAsync(call, mobile.Value!)).RegisterAsync(account, call.Cancellation);
        return made.Ok ? FriendAnswer.Done("注册成功") : made.Error;
    }

    /// <summary>An addition: without it nobody who speaks this protocol alone could register.</summary>
    private static async Task<FriendAnswer> SendCaptchaAsync(FriendCall call)
    {
        var mobile = call.Form.Mobile("phone", "phoneNumber");
        var error = mobile.Ok
            ? await call.Grains.GetGrain<ICaptchaGrain>(mobile.Value!).SendAsync(call.Cancellation)
            : mobile.Error;
        return error is ChatError.None ? FriendAnswer.Done("验证码已发送") : error;
    }

    private static async Task<FriendAnswer> GetUserInfoAsync(FriendCall call)
    {
        var profile = await call.ProfileAsync(call.UserId);
        return profile.Ok
            ? FriendAnswer.Of(FriendMapping.ToOwner(profile.Value!), FriendJson.Default.FriendEnvelopeUserData)
            : profile.Error;
    }

    /// <summary>The user id that holds the number, a new one if nobody did. A registration that was cut off is
    /// finished under its old id.</summary>
    private static async Task<long> ClaimAsync(FriendCall call, string mobile)
    {
        var userId = await PhoneOf(call, mobile).FindAsync(call.Cancellation);
        return userId != 0
            ? userId
            : await PhoneOf(call, mobile).ClaimAsync(
                await call.Grains.GetGrain<IIdGeneratorGrain>("user").NextAsync(call.Cancellation), call.Cancellation);
    }

    private static ILookupGrain PhoneOf(FriendCall call, string mobile) =>
        call.Grains.GetGrain<ILookupGrain>("phone:" + mobile);
}
