using Microsoft.Extensions.Logging;
using OrleansChat.Fanout;

namespace OrleansChat.Accounts;

/// <summary>What accounts need from their node.</summary>
internal sealed record AccountParts(
    AccountOptions Options, IFanout Fanout, TimeProvider Clock, ILogger<AccountParts> Logger);
