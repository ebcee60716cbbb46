using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Fanout;

/// <summary>What one node is told, once, about one conversation: the item of the stream <c>Deliveries</c>.</summary>
/// <param name="Conversation">Whose messages these are; empty when there are only notices for users.</param>
/// <param name="Users">Whose sockets on the node it is for; empty means all sockets that listen to the
/// conversation, or, without a conversation, all sockets of the node.</param>
/// <param name="Messages">In the order of their places, none left out.</param>
/// <param name="Notices">What else happened, in order, after the messages.</param>
/// <param name="PreviousAtUnixMs">When the message before the first of these was sent; 0 when there is none, or when a
/// hole would show.</param>
/// <remarks>A hint: the log is the truth. Items of one conversation reach a node in order; a lost one shows as a hole
/// in <c>Seq</c>.</remarks>
[GenerateSerializer, Immutable, Alias("fanout.delivery")]
public sealed record Delivery(
    [property: Id(0)] string Conversation,
    [property: Id(1)] ImmutableArray<int> Users,
    [property: Id(2)] ImmutableArray<ChatMessage> Messages,
    [property: Id(3)] ImmutableArray<Notice> Notices,
    [property: Id(4)] long PreviousAtUnixMs = 0)
{
    /// <summary>The stream provider's name.</summary>
    public const string Provider = "Deliveries";

    /// <summary>The namespace of the stream of a node; its key is the node's name.</summary>
    public const string StreamNamespace = "node";
}
