using OrleansChat.Accounts;

namespace OrleansChat.Silo.Security;

/// <summary>The sender of a development machine: no phone rings, the operator reads the captcha on the
/// console.</summary>
internal sealed class ConsoleSmsSender(TextWriter console) : ISmsSender
{
    public Task SendAsync(string mobile, string captcha, CancellationToken cancellation) =>
        console.WriteLineAsync($"captcha for {mobile}: {captcha}".AsMemory(), cancellation);
}
