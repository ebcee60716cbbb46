using OrleansChat.Conversations;
using OrleansChat.Receipts;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Receipts;

/// <summary>What has come to whom, said as plainly as it can be: sets of places that were handed and confirmed, and how
/// far other protocols have shown.</summary>
internal sealed class ReceiptModel(RandomTalk talk)
{
    private readonly Dictionary<(int User, string Key), HashSet<long>> _handed = [];
    private readonly Dictionary<(int User, string Key), HashSet<long>> _confirmed = [];
    private readonly Dictionary<(int User, string Key), long> _shown = [];

    public void Show(int user, string key, long seq) =>
        _shown[(user, key)] = Math.Max(seq, _shown.GetValueOrDefault((user, key)));

    public void Report(int user, Receipt receipt)
    {
        if (receipt.Stage is DeliveryStage.Stored)
        {
            return;
        }

        var places = Of(receipt.Stage is DeliveryStage.Confirmed ? _confirmed : _handed, user, receipt.Conversation);
        for (var seq = Math.Max(receipt.After, 0) + 1; seq <= Math.Min(receipt.Seq, talk.Rows(receipt.Conversation).Count); seq++)
        {
            places.Add(seq);
        }
    }

    /// <returns>How many of the messages were for him.</returns>
    public int Confirm(int user, ICollection<long> messageIds)
    {
        var found = RandomTalk.Keys
            .SelectMany(talk.Rows)
            .Where(row => messageIds.Contains(row.MessageId) && IsOfOthers(user, row) && WasThere(user, row))
            .ToArray();
        foreach (var row in found)
        {
            Of(_confirmed, user, row.Conversation).Add(row.Seq);
        }

        return found.Length;
    }

    public DeliveryStage Stage(int user, string key, long seq) =>
        seq <= _shown.GetValueOrDefault((user, key)) || Of(_confirmed, user, key).Contains(seq) ? DeliveryStage.Confirmed
        : Of(_handed, user, key).Contains(seq) ? DeliveryStage.Handed
        : DeliveryStage.Stored;

    public List<Undelivered> Undelivered(int user)
    {
        List<Undelivered> waiting = [];
        foreach (var key in RandomTalk.Keys)
        {
            var stay = talk.Stays(key).LastOrDefault(stay => stay.UserId == user);
            if (stay is null || (stay.ToSeq is not null && !ConversationKey.IsDirect(key)))
            {
                continue;
            }

            foreach (var row in talk.Rows(key))
            {
                if (IsOfOthers(user, row) && !row.IsRecalled
                    && (ConversationKey.IsDirect(key) || row.Seq > stay.FromSeq)
                    && Stage(user, key, row.Seq) is var stage and not DeliveryStage.Confirmed)
                {
                    waiting.Add(new Undelivered(row, stage));
                }
            }
        }

        return [.. waiting.OrderBy(one => one.Message.SentAtUnixMs)
            .ThenBy(one => one.Message.Conversation, StringComparer.Ordinal).ThenBy(one => one.Message.Seq)];
    }

    public static bool IsOfOthers(int user, ChatMessage row) => row.Kind is not MessageKind.Membership
        && (row.SenderId != user || row.Conversation == $"d:{user}:{user}");

    private bool WasThere(int user, ChatMessage row) => talk.Stays(row.Conversation).Any(stay => stay.UserId == user
        && (ConversationKey.IsDirect(row.Conversation)
            || (row.Seq > stay.FromSeq && row.Seq <= (stay.ToSeq ?? long.MaxValue))));

    private static HashSet<long> Of(Dictionary<(int User, string Key), HashSet<long>> all, int user, string key) =>
        all.TryGetValue((user, key), out var places) ? places : all[(user, key)] = [];
}
