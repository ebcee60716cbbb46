using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>Where reading back from a message id begins: at its place; where it has none here, at the last place until the
/// time in it.</summary>
internal static class LastPlace
{
    public static long NotAfter(IReadOnlyList<ChatMessage> rows, long? messageId) =>
        messageId is not { } id ? long.MaxValue
        : rows.FirstOrDefault(row => row.MessageId == id) is { } exact ? exact.Seq
        : rows.LastOrDefault(row => row.SentAtUnixMs <= MessageIdLayout.UnixMsOf(id))?.Seq ?? 0;
}
