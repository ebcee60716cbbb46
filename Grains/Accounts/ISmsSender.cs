namespace OrleansChat.Accounts;

/// <summary>Sends a captcha to a phone.</summary>
public interface ISmsSender
{
    /// <summary>Sends it, or throws.</summary>
    Task SendAsync(string mobile, string captcha, CancellationToken cancellation);
}
