using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Durability;

namespace OrleansChat.ChatRooms;

[GrainType("chat-room-directory")]
internal sealed class ChatRoomDirectoryGrain(
    [PersistentState("chat-room-directory", "Default")] IPersistentState<ChatRoomDirectoryState> directory)
    : Grain, IChatRoomDirectoryGrain
{
    private ImmutableArray<long> ChatRooms => directory.State.ChatRooms;

    public Task AddAsync(long chatRoomId, CancellationToken cancellation) =>
        ChatRooms.Contains(chatRoomId) ? Task.CompletedTask : StoreAsync(ChatRooms.Add(chatRoomId));

    public Task RemoveAsync(long chatRoomId, CancellationToken cancellation) =>
        ChatRooms.Contains(chatRoomId) ? StoreAsync(ChatRooms.Remove(chatRoomId)) : Task.CompletedTask;

    public Task<ImmutableArray<long>> ListAsync(CancellationToken cancellation) => Task.FromResult(ChatRooms);

    private Task StoreAsync(ImmutableArray<long> chatRooms) =>
        directory.StoreAsync(new ChatRoomDirectoryState { ChatRooms = chatRooms }, DeactivateOnIdle);
}
