namespace OrleansChat.Tests.Load;

/// <summary>What was said, what was shown and what is stored in the end: the whole input of the verdict.</summary>
/// <param name="Sent">By all senders, in any order.</param>
/// <param name="Histories">By conversation, then by the node that was asked.</param>
/// <param name="Shown">By device and conversation.</param>
internal sealed record LoadRecord(
    IReadOnlyCollection<SentMessage> Sent,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<StoredMessage>>> Histories,
    IReadOnlyCollection<DeviceSightings> Shown);
