using OrleansChat.Accounts;

namespace OrleansChat.Tests.Support;

/// <summary>Keeps the captchas that were sent; can be out of order.</summary>
internal sealed class PhoneBooth : ISmsSender
{
    public List<(string Mobile, string Captcha)> Sent { get; } = [];

    public bool IsFailing { get; set; }

    public Task SendAsync(string mobile, string captcha, CancellationToken cancellation)
    {
        if (IsFailing)
        {
            throw new HttpRequestException("The provider is away.");
        }

        Sent.Add((mobile, captcha));
        return Task.CompletedTask;
    }
}
