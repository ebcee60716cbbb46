using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>Which files, pictures and films of a conversation are wanted. What is to be forgotten once seen is not
/// among them.</summary>
/// <param name="Kinds">Of <see cref="MessageKind.Image"/>, <see cref="MessageKind.Video"/> and
/// <see cref="MessageKind.File"/>, at least one.</param>
/// <param name="SenderId">Who sent them, or 0.</param>
/// <param name="Text">A part of the file's name, in any case, or empty.</param>
[GenerateSerializer, Immutable, Alias("conversation.history-filter")]
public sealed record HistoryFilter(
    [property: Id(0)] ImmutableArray<MessageKind> Kinds,
    [property: Id(1)] int SenderId = 0,
    [property: Id(2)] string Text = "");
