using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace OrleansChat.Conversations;

/// <summary>The last client message ids of a conversation and what became of them; older ones are found by the log's
/// unique key.</summary>
internal sealed class RecentPosts(int capacity)
{
    private readonly Dictionary<(int Sender, string ClientMessageId), PendingPost> _postByKey = [];
    private readonly Dictionary<(int Sender, string ClientMessageId), ChatMessage> _storedByKey = [];
    private readonly Queue<(int Sender, string ClientMessageId)> _oldestFirst = [];

    /// <summary>A post of the same key that waits for its commit, or null.</summary>
    public PendingPost? Waiting(MessageDraft draft) =>
        draft.ClientMessageId is { } id ? _postByKey.GetValueOrDefault((draft.SenderId, id)) : null;

    /// <summary>The message stored under the same key, or null.</summary>
    public ChatMessage? Stored(MessageDraft draft) =>
        draft.ClientMessageId is { } id ? _storedByKey.GetValueOrDefault((draft.SenderId, id)) : null;

    public void Begin(PendingPost post)
    {
        if (post.Draft.ClientMessageId is { } id)
        {
            _postByKey[(post.Draft.SenderId, id)] = post;
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

        if (_oldestFirst.Count > capacity)
        {
            _storedByKey.Remove(_oldestFirst.Dequeue());
        }
    }

    /// <summary>The message has lost its body.</summary>
    public void Recall(long messageId)
    {
        foreach (var (key, stored) in _storedByKey)
        {
            if (stored.MessageId == messageId)
            {
                _storedByKey[key] = stored with { Body = "" };
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
