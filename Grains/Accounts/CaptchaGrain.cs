using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansChat.Durability;
using OrleansChat.Errors;

namespace OrleansChat.Accounts;

[GrainType("captcha")]
internal sealed partial class CaptchaGrain(
    [PersistentState("captcha", "Default")] IPersistentState<CaptchaState> stored,
    AccountOptions options,
    ISmsSender sender,
    ISecretHasher hasher,
    CaptchaParts parts) : Grain, ICaptchaGrain
{
    private string Mobile => this.GetPrimaryKeyString();

    private long Now => parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<ChatError> SendAsync(CancellationToken cancellation)
    {
        if (options.FixedCaptcha is not null)
        {
            return ChatError.None;
        }

        if (!CaptchaRules.MaySend(stored.State, Now, options.HasQuotas))
        {
            return ChatError.CaptchaRefused;
        }

        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        await stored.StoreAsync(CaptchaRules.Send(stored.State, Hash(digits), Now), DeactivateOnIdle);
        try
        {
            await sender.SendAsync(Mobile, digits, cancellation);
            return ChatError.None;
        }
        catch (Exception fault) when (fault is not OperationCanceledException) // any provider, any fault: one answer
        {
            NotSent(parts.Logger, fault);
            return ChatError.CaptchaRefused;
        }
    }

    public Task<ChatError> UseAsync(string captcha, CancellationToken cancellation) =>
        TryAsync(captcha, stored.State with { Hash = "" });

    public Task<ChatError> ProveAsync(string captcha, CancellationToken cancellation) => TryAsync(captcha, stored.State);

    private async Task<ChatError> TryAsync(string captcha, CaptchaState proved)
    {
        if (options.FixedCaptcha is { } expected)
        {
            return captcha == expected ? ChatError.None : ChatError.WrongCaptcha;
        }

        if (!CaptchaRules.IsGood(stored.State, Now))
        {
            return ChatError.CaptchaExpired;
        }

        var fits = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash(captcha)), Encoding.ASCII.GetBytes(stored.State.Hash));
        await stored.StoreAsync(fits ? proved : stored.State with { Tries = stored.State.Tries + 1 }, DeactivateOnIdle);
        return fits ? ChatError.None : ChatError.WrongCaptcha;
    }

    private string Hash(string digits) => hasher.Hash("captcha", $"{Mobile}:{digits}");

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "A captcha could not be sent")]
    private static partial void NotSent(ILogger logger, Exception fault);
}
