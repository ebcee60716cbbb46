using Microsoft.Extensions.Logging;

namespace OrleansChat.Accounts;

/// <summary>What captchas need from their node.</summary>
internal sealed record CaptchaParts(TimeProvider Clock, ILogger<CaptchaParts> Logger);
