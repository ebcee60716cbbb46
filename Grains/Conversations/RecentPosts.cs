using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OrleansChat.Conversations;

/// <summary>The last client message ids of a conversation and what became of them; older ones are found by the log's
/// unique key.</summary>
/// <remarks>A message id that a client chose is known by itself too, whoever brings it.</remarks>
internal sealed class RecentPosts(int capacity)
{
    private readonly Dictionary<(int Sender, string ClientMessageId), PendingPost> _postByKey = [];
    private readonly Dictionary<(int Sender, string ClientMessageId), ChatMessage> _storedByKey = [];
    private readonly Queue<(int Sender, string ClientMessageId)> _oldestFirst = [];
    private readonly Dictionary<long, PendingPost> _postById = [];
    private readonly Dictionary<long, ChatMessage> _storedById = [];

    /// <summary>A post of the same key or id that waits for its commit, or null.</summary>
    public PendingPost? Waiting(MessageDraft draft) =>
        draft.ClientMessageId is { } key && _postByKey.TryGetValue((draft.SenderId, key), out var post) ? post
        : draft.MessageId is { } id ? _postById.GetValueOrDefault(id)
        : null;

    /// <summary>The message stored under the same key or id, or null.</summary>
    public ChatMessage? Stored(MessageDraft draft) =>
        draft.ClientMessageId is { } key && _storedByKey.TryGetValue((draft.SenderId, key), out var stored) ? stored
        : draft.MessageId is { } id ? _storedById.GetValueOrDefault(id)
        : null;

    public void Begin(PendingPost post)
    {
        if (post.Draft.ClientMessageId is { } key)
        {
            _postByKey[(post.Draft.SenderId, key)] = post;
        }

        if (post.Draft.MessageId is { } id)
        {
            _postById[id] = post;
        }
    }

    /// <summary>The post waits no more, and nothing was stored for it.</summary>
    public void End(PendingPost post)
    {
        if (post.Draft.ClientMessageId is { } key)
        {
            _postByKey.Remove((post.Draft.SenderId, key));
        }

        if (post.Draft.MessageId is { } id)
        {
            _postById.Remove(id);
        }
    }

    public void Remember(ChatMessage stored)
    {
        if (stored.ClientMessageId is not { } id)
        {
            return;
        }

        var key = (stored.SenderId, id);
        _postByKey.Remove(key);
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_storedByKey, key, out var known);
        slot = stored;
        if (!known)
        {
            _oldestFirst.Enqueue(key);
        }

        if (stored.HasOwnId)
        {
            _postById.Remove(stored.MessageId);
            _storedById[stored.MessageId] = stored;
        }

        if (_oldestFirst.Count > capacity
            && _storedByKey.Remove(_oldestFirst.Dequeue(), out var oldest) && _storedById.Count > 0)
        {
            _storedById.Remove(oldest.MessageId);
        }
    }

    /// <summary>The message has lost its body.</summary>
    public void Recall(long messageId)
    {
        foreach (var (key, stored) in _storedByKey)
        {
            if (stored.MessageId == messageId)
            {
                Remember(stored with { Body = "", Wording = null });
                return;
            }
        }
    }

    public void Remember(ImmutableArray<ChatMessage> stored)
    {
        foreach (var message in stored)
        {
            Remember(message);
        }
    }
}
