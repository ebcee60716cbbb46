using Orleans.Runtime;
using OrleansChat.Conversations;
using OrleansChat.Durability;

namespace OrleansChat.Rooms;

/// <summary>A room while its grain is awake: what the parts of the grain share.</summary>
internal sealed class LiveRoom(
    long roomId,
    IPersistentState<RoomState> settings,
    Conversation conversation,
    RoomListeners listeners,
    IGrainFactory grains,
    ConversationParts parts,
    Action giveUp)
{
    public long Id { get; } = roomId;

    public Conversation Conversation { get; } = conversation;

    public RoomListeners Listeners { get; } = listeners;

    public IGrainFactory Grains { get; } = grains;

    public ConversationParts Parts { get; } = parts;

    public RoomNotices Notices { get; } = new(roomId, grains, parts, listeners);

    /// <summary>Who is in it and where its log ends.</summary>
    public ConversationState State => Conversation.State;

    public RoomState Settings => settings.State;

    public long Now => Parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public RoomView View(int callerId) => RoomViews.Room(Id, Settings, State, callerId, Listeners.Online, Now);

    public MemberView View(MemberRow member) => RoomViews.Member(Settings, member, Now);

    public Task StoreAsync(RoomState next) => settings.StoreAsync(next, giveUp);
}
