using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>The columns of one commit, reused from commit to commit: nothing is allocated per row.</summary>
internal sealed class AppendArrays
{
    private readonly List<string> _places = [];
    private readonly List<long> _firstSeqs = [];
    private readonly List<long> _lastSeqs = [];
    private readonly List<string> _conversations = [];
    private readonly List<long> _seqs = [];
    private readonly List<long> _messageIds = [];
    private readonly List<int> _senders = [];
    private readonly List<short> _kinds = [];
    private readonly List<bool> _snaps = [];
    private readonly List<long> _times = [];
    private readonly List<string?> _keys = [];
    private readonly List<string> _bodies = [];
    private readonly List<string?> _wordings = []; // ends with the last row that has one: the database adds the nulls

    internal int Rows => _seqs.Count;

    /// <summary>Gives a command of <c>append_messages</c> its parameters; they follow what is filled in
    /// later.</summary>
    internal void Bind(NpgsqlParameterCollection parameters) => parameters
        .With(_places).With(_firstSeqs).With(_lastSeqs)
        .With(_conversations).With(_seqs).With(_messageIds).With(_senders).With(_kinds)
        .With(_snaps).With(_times).With(_keys).With(_bodies).With(_wordings);

    internal void Fill(List<AppendRequest> requests)
    {
        Clear();
        foreach (var request in requests)
        {
            var messages = request.Batch.Messages;
            _places.Add(request.Batch.Conversation);
            _firstSeqs.Add(messages[0].Seq);
            _lastSeqs.Add(messages[^1].Seq);
            foreach (var message in messages)
            {
                Add(message);
            }
        }
    }

    /// <summary>Lets go of bodies, so that a quiet node does not keep its last commit alive.</summary>
    internal void Clear()
    {
        _places.Clear();
        _firstSeqs.Clear();
        _lastSeqs.Clear();
        _conversations.Clear();
        _seqs.Clear();
        _messageIds.Clear();
        _senders.Clear();
        _kinds.Clear();
        _snaps.Clear();
        _times.Clear();
        _keys.Clear();
        _bodies.Clear();
        _wordings.Clear();
    }

    private void Add(ChatMessage message)
    {
        _conversations.Add(message.Conversation);
        _seqs.Add(message.Seq);
        _messageIds.Add(message.MessageId);
        _senders.Add(message.SenderId);
        _kinds.Add((short)message.Kind);
        _snaps.Add(message.BurnAfterReading);
        _times.Add(message.SentAtUnixMs);
        _keys.Add(message.ClientMessageId);
        _bodies.Add(message.Body);
        if (message.Wording is not null)
        {
            while (_wordings.Count < Rows - 1)
            {
                _wordings.Add(null);
            }

            _wordings.Add(message.Wording);
        }
    }
}
