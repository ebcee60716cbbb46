using OrleansChat.Errors;

namespace OrleansChat.Accounts;

/// <summary>The captcha of one mobile number: six digits, five minutes, five tries, one use.</summary>
/// <remarks>Keyed by the mobile number. Stored as a keyed hash.</remarks>
[Alias("captcha")]
public interface ICaptchaGrain : IGrainWithStringKey
{
    /// <summary>Makes a new captcha and sends it.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns><see cref="ChatError.None"/>; or <see cref="ChatError.CaptchaRefused"/> within a minute of the last,
    /// above five an hour, or when sending failed.</returns>
    [Alias("send")]
    Task<ChatError> SendAsync(CancellationToken cancellation);

    /// <summary>Proves a captcha and uses it up.</summary>
    /// <param name="captcha">What the user typed.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.WrongCaptcha"/>,
    /// <see cref="ChatError.CaptchaExpired"/>.</returns>
    [Alias("use")]
    Task<ChatError> UseAsync(string captcha, CancellationToken cancellation);

    /// <summary>Proves a captcha and leaves it for <see cref="UseAsync"/>: clients register and log in with the same
    /// one.</summary>
    /// <param name="captcha">What the user typed.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>As <see cref="UseAsync"/>.</returns>
    [Alias("prove")]
    Task<ChatError> ProveAsync(string captcha, CancellationToken cancellation);
}
