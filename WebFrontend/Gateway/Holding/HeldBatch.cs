using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway.Showing;

namespace OrleansChat.WebFrontend.Gateway.Holding;

/// <summary>A delivery that waits for one socket.</summary>
internal sealed record HeldBatch(ImmutableArray<ChatMessage> Messages, ImmutableArray<Notice> Notices, Track Track);
