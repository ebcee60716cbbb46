using Microsoft.Extensions.Logging;
using OrleansChat.Fanout;

namespace OrleansChat.Conversations;

/// <summary>What every conversation needs from the node that it lives on.</summary>
internal sealed record ConversationParts(
    IMessageLog Log, IMessageIds Ids, IFanout Fanout, TimeProvider Clock, ILogger<ConversationParts> Logger);
