using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The steps of signing up and in, for the document's routes and for those of the account service.</summary>
internal static class Chat33Accounts
{
    /// <summary>The user id behind a number, or 0.</summary>
    public static Task<long> FindAccountAsync(this Chat33Call call, string mobile) =>
        Phone(call, mobile).FindAsync(call.Cancellation);

    /// <summary>The captcha of a number.</summary>
    public static ICaptchaGrain Captcha(this Chat33Call call, string mobile) =>
        call.Grains.GetGrain<ICaptchaGrain>(mobile);

    /// <summary>Makes the account of a number that was proved.</summary>
    /// <returns>The user id and whether the account is new; it is not when it was there before.</returns>
    public static async Task<Reply<(long UserId, bool IsNew)>> RegisterAccountAsync(
        this Chat33Call call, string mobile, string? password)
    {
        var userId = await ClaimAsync(call, mobile);
        var account = new RegisterUser(mobile, password, "", UserRole.User);
        var profile = await call.User(userId).RegisterAsync(account, call.Cancellation);
        return profile.Ok || profile.Error is ChatError.UserExists ? (userId, profile.Ok) : profile.Error;
    }

    /// <summary>Proves a captcha and uses it up; the first time with a number makes its account.</summary>
    /// <returns>The user id and whether the account is new.</returns>
    public static async Task<Reply<(long UserId, bool IsNew)>> ProveCaptchaAsync(
        this Chat33Call call, string mobile, string captcha)
    {
        var refusal = await call.Captcha(mobile).UseAsync(captcha, call.Cancellation);
        return refusal is ChatError.None ? await call.RegisterAccountAsync(mobile, password: null) : refusal;
    }

    /// <summary>Proves a password.</summary>
    /// <returns>The user id.</returns>
    public static async Task<Reply<long>> ProvePasswordAsync(this Chat33Call call, string mobile, string password)
    {
        var userId = await call.FindAccountAsync(mobile);

        // An unknown number asks an account of its own that does not exist: the same work, the same delays after
        // failures, the same answer.
        var accountId = userId == 0 ? -long.Parse(mobile, CultureInfo.InvariantCulture) : userId;
        var verdict = await call.User(accountId).VerifyPasswordAsync(password, call.Cancellation);
        return verdict is ChatError.None ? userId : verdict;
    }

    /// <summary>The user id that holds the number, a new one if nobody did. A registration that was cut off is
    /// finished under its old id.</summary>
    private static async Task<long> ClaimAsync(Chat33Call call, string mobile)
    {
        var userId = await call.FindAccountAsync(mobile);
        return userId != 0
            ? userId
            : await Phone(call, mobile).ClaimAsync(
                await call.Grains.GetGrain<IIdGeneratorGrain>("user").NextAsync(call.Cancellation), call.Cancellation);
    }

    private static ILookupGrain Phone(Chat33Call call, string mobile) =>
        call.Grains.GetGrain<ILookupGrain>("phone:" + mobile);
}
