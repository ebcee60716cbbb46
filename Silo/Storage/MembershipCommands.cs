using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Silo.Storage;

/// <summary>The statements that follow the rows of a commit in the same transaction: stays that end, begin
/// or change, messages that are recalled, applications.</summary>
internal static class MembershipCommands
{
    internal static void AddTo(NpgsqlBatch batch, List<AppendRequest> requests)
    {
        foreach (var round in Rounds(requests))
        {
            AddRound(batch, round);
        }

        var recalls = requests.SelectMany(one => one.Batch.Recalls.Select(id => (one.Batch, MessageId: id))).ToArray();
        if (recalls.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql.Named("recall_messages"))
                .With(Array.ConvertAll(recalls, recall => recall.Batch.Conversation))
                .With(Array.ConvertAll(recalls, recall => recall.Batch.Messages[0].Seq))
                .With(Array.ConvertAll(recalls, recall => recall.Batch.Messages[0].MessageId))
                .With(Array.ConvertAll(recalls, recall => recall.MessageId)));
        }

        foreach (var request in requests)
        {
            if (request.Batch.Application is { } application)
            {
                batch.BatchCommands.Add(Answer(request.Batch, application));
            }
        }
    }

    private static void AddRound(NpgsqlBatch batch, List<(LogBatch Batch, MemberChange Change)> round)
    {
        var ends = round.Where(entry => entry.Change.Kind is MemberChangeKind.Leave).ToArray();
        if (ends.Length > 0)
        {
            batch.BatchCommands.Add(WithPlaces(new NpgsqlBatchCommand(Sql.Named("end_memberships")), ends));
        }

        var begins = round.Where(entry => entry.Change.Kind is MemberChangeKind.Join).ToArray();
        if (begins.Length > 0)
        {
            batch.BatchCommands.Add(WithPlaces(new NpgsqlBatchCommand(Sql.Named("begin_memberships")), begins)
                .With(Array.ConvertAll(begins, entry => entry.Change.Level))
                .With(Array.ConvertAll(begins, entry => entry.Change.Alias))
                .With(Array.ConvertAll(begins, entry => entry.Change.MutedUntilUnixMs))
                .With(Array.ConvertAll(begins, entry => entry.Change.MuteList)));
        }

        var updates = round.Where(entry => entry.Change.Kind is MemberChangeKind.Update).ToArray();
        if (updates.Length > 0)
        {
            batch.BatchCommands.Add(WithPlaces(new NpgsqlBatchCommand(Sql.Named("update_memberships")), updates)
                .With(Array.ConvertAll(updates, entry => entry.Change.Level))
                .With(Array.ConvertAll(updates, entry => entry.Change.MutedUntilUnixMs))
                .With(Array.ConvertAll(updates, entry => entry.Change.MuteList)));
        }
    }

    // One statement sees each member row once: who comes and goes, or changes twice, within one commit needs another
    // round of statements. The kinds of a round are written in the order of their numbers.
    private static List<List<(LogBatch Batch, MemberChange Change)>> Rounds(List<AppendRequest> requests)
    {
        var rounds = new List<List<(LogBatch, MemberChange)>>();
        foreach (var request in requests)
        {
            var round = 0;
            var kinds = new Dictionary<int, MemberChangeKind>();
            foreach (var change in request.Batch.Changes)
            {
                if (kinds.TryGetValue(change.UserId, out var before) && before >= change.Kind)
                {
                    round++;
                    kinds.Clear();
                }

                kinds[change.UserId] = change.Kind;
                while (rounds.Count <= round)
                {
                    rounds.Add([]);
                }

                rounds[round].Add((request.Batch, change));
            }
        }

        return rounds;
    }

    private static NpgsqlBatchCommand WithPlaces(
        NpgsqlBatchCommand command, (LogBatch Batch, MemberChange Change)[] entries) => command
        .With(Array.ConvertAll(entries, entry => entry.Batch.Conversation))
        .With(Array.ConvertAll(entries, entry => entry.Batch.Messages[0].Seq))
        .With(Array.ConvertAll(entries, entry => entry.Batch.Messages[0].MessageId))
        .With(Array.ConvertAll(entries, entry => entry.Change.UserId))
        .With(Array.ConvertAll(entries, entry => entry.Change.Seq))
        .With(Array.ConvertAll(entries, entry => entry.Change.AtUnixMs));

    private static NpgsqlBatchCommand Answer(LogBatch batch, FriendApplication application) =>
        new NpgsqlBatchCommand(Sql.Named("answer_application"))
            .With(batch.Conversation)
            .With(batch.Messages[0].Seq)
            .With(batch.Messages[0].MessageId)
            .With(application.ApplicantId)
            .With(application.TargetId)
            .With(application.ApplicationId)
            .With(application.Reason)
            .With((short)application.Status)
            .With(application.AtUnixMs)
            .With((short)application.Kind);
}
