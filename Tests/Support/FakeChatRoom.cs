using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Support;

/// <summary>A chat room's log, and who it was told is in it.</summary>
internal sealed class FakeChatRoom(long chatRoomId) : IChatRoomGrain
{
    public FakeLog Log { get; } = new(ConversationKey.ChatRoom(chatRoomId));

    public bool IsOpen { get; set; } = true;

    /// <summary>Each lease that was asked for, oldest first.</summary>
    public ConcurrentQueue<ChatRoomGuests> Leases { get; } = new();

    /// <summary>Each who came in, oldest first: a user id or a visitor's own id.</summary>
    public ConcurrentQueue<string> Entered { get; } = new();

    public Task<Reply<long>> EnterAsync(string node, int userId, string visitorId, CancellationToken cancellation)
    {
        Reply<long> last = IsOpen ? Log.Last : ChatError.ChatRoomUnknown; // before a test sees that he is in
        Entered.Enqueue(userId == 0 ? visitorId : $"{userId}");
        return Task.FromResult(last);
    }

    public Task<Reply<long>> ListenAsync(string node, ChatRoomGuests guests, CancellationToken cancellation)
    {
        Reply<long> last = IsOpen ? Log.Last : ChatError.ChatRoomUnknown; // before a test sees the lease
        Leases.Enqueue(guests);
        return Task.FromResult(last);
    }

    public Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation) =>
        Log.ReadAsync(fromSeq, toSeq);

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation) => Log.PostAsync(draft);

    public Task<Reply<ChatRoomView>> CreateAsync(string name, string avatar, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ChatRoomView>> GetAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> EditAsync(string? name, string? avatar, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> SetStatusAsync(ChatRoomStatus status, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<ChatRoomGuests>> GuestsAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, bool asStaff, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
