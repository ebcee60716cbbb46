using OrleansChat.Accounts;

namespace OrleansChat.Silo.Security;

/// <summary>Stands where no provider is configured: refuses, so that nobody waits for a captcha that never
/// comes.</summary>
internal sealed class AbsentSmsSender : ISmsSender
{
    public Task SendAsync(string mobile, string captcha, CancellationToken cancellation) =>
        throw new InvalidOperationException("No sender of captchas is configured.");
}
