using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Durability;
using OrleansChat.Errors;
using OrleansChat.Fanout;

namespace OrleansChat.ChatRooms;

[GrainType("chat-room")]
internal sealed class ChatRoomGrain(
    [PersistentState("chat-room", "Default")] IPersistentState<ChatRoomState> room, ConversationParts parts)
    : Grain, IChatRoomGrain
{
    private readonly ChatRoomListeners _listeners = new(parts.Clock);
    private Conversation _conversation = null!; // set before the first call
    private bool _isEnding;

    private long Id => this.GetPrimaryKeyLong();

    private long Now => parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private IChatRoomDirectoryGrain Directory =>
        GrainFactory.GetGrain<IChatRoomDirectoryGrain>(IChatRoomDirectoryGrain.Key);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = ConversationKey.ChatRoom(Id);
        var head = await parts.Log.OpenAsync(key, cancellationToken);
        _conversation = new Conversation(key, head, parts, _listeners, DeactivateOnIdle);
    }

    /// <summary>Forgetting is announced: the nodes renew their leases with the next activation.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        parts.Fanout.AnnounceAsync(
            _listeners.Nodes, Forgetting.Of(ConversationKey.ChatRoom(Id), userId: 0, parts.Clock));

    public async Task<Reply<ChatRoomView>> CreateAsync(string name, string avatar, CancellationToken cancellation)
    {
        var isMade = ChatRoomRules.IsMadeBy(room.State, name, avatar);
        if (!isMade && room.State.Status != default)
        {
            return ChatError.Forbidden;
        }

        await Directory.AddAsync(Id, cancellation); // first: one that is not listed would never be found again
        await OpenAsync(isMade ? room.State : ChatRoomRules.Make(name, avatar, Now));
        return View();
    }

    public Task<Reply<ChatRoomView>> GetAsync(CancellationToken cancellation) =>
        Task.FromResult<Reply<ChatRoomView>>(ChatRoomRules.Exists(room.State) ? View() : ChatError.ChatRoomUnknown);

    public async Task<ChatError> EditAsync(string? name, string? avatar, CancellationToken cancellation)
    {
        if (!ChatRoomRules.Exists(room.State))
        {
            return ChatError.ChatRoomUnknown;
        }

        var edited = room.State with { Name = name ?? room.State.Name, Avatar = avatar ?? room.State.Avatar };
        await room.StoreAsync(edited, DeactivateOnIdle);
        return ChatError.None;
    }

    public Task<ChatError> SetStatusAsync(ChatRoomStatus status, CancellationToken cancellation) =>
        !ChatRoomRules.Exists(room.State) ? Task.FromResult(ChatError.ChatRoomUnknown)
        : status is ChatRoomStatus.Open ? OpenAsync(room.State with { Status = status, OpenedAtUnixMs = Now })
        : EndAsync(status, cancellation);

    public Task<Reply<long>> EnterAsync(string node, int userId, string visitorId, CancellationToken cancellation) =>
        Listen(() => _listeners.Enter(node, userId, visitorId));

    public Task<Reply<long>> ListenAsync(string node, ChatRoomGuests guests, CancellationToken cancellation) =>
        Listen(() => _listeners.Listen(node, guests));

    public Task<Reply<ChatRoomGuests>> GuestsAsync(CancellationToken cancellation) =>
        Task.FromResult<Reply<ChatRoomGuests>>(
            ChatRoomRules.Enter(room.State) is var refusal and not ChatError.None ? refusal : _listeners.Guests);

    public async Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation)
    {
        var refusal = ChatRoomRules.Post(room.State, draft, _isEnding);
        if (refusal is ChatError.None && draft.Kind is MessageKind.Announcement)
        {
            refusal = await GrainFactory.RequireStaffAsync(draft.SenderId, ChatError.AnnouncementForbidden, cancellation);
        }

        var joins = ChatRoomRules.Joins(_conversation.State, draft.SenderId);
        return await _conversation.PostAsync(draft, refusal, cancellation, joins);
    }

    public async Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, bool asStaff, CancellationToken cancellation) =>
        ChatRoomRules.Read(room.State, asStaff) is var refusal and not ChatError.None
            ? refusal
            : await _conversation.ReadAsync(query, minSeq: 1, cancellation);

    public async Task<ImmutableArray<ChatMessage>> CatchUpAsync(
        long fromSeq, long toSeq, CancellationToken cancellation) =>
        await GrainFactory.NameAsync(await _conversation.CatchUpAsync(fromSeq, toSeq, cancellation), cancellation);

    private async Task<ChatError> OpenAsync(ChatRoomState opened)
    {
        await room.StoreAsync(opened, DeactivateOnIdle);
        await parts.TellOpenedAsync(GrainFactory, View());
        return ChatError.None;
    }

    /// <summary>Its last word is a hidden row: there nodes put everybody out, and no older activation goes on.</summary>
    private async Task<ChatError> EndAsync(ChatRoomStatus status, CancellationToken cancellation)
    {
        _isEnding = true;
        try
        {
            if (await _conversation.ChangeAsync(new ConversationChange([])) is var refusal and not ChatError.None)
            {
                return refusal;
            }

            if (status is ChatRoomStatus.Deleted)
            {
                await Directory.RemoveAsync(Id, cancellation);
            }

            await room.StoreAsync(room.State with { Status = status, ClosedAtUnixMs = Now }, DeactivateOnIdle);
        }
        finally
        {
            _isEnding = false;
        }

        _listeners.Clear();
        await parts.TellEndedAsync(GrainFactory, Id, status);
        return ChatError.None;
    }

    private Task<Reply<long>> Listen(Action listen)
    {
        if (ChatRoomRules.Enter(room.State) is var refusal and not ChatError.None)
        {
            return Task.FromResult<Reply<long>>(refusal);
        }

        listen();
        return Task.FromResult<Reply<long>>(_conversation.State.LastSeq);
    }

    private ChatRoomView View() => ChatRoomRules.View(Id, room.State, _listeners);
}
