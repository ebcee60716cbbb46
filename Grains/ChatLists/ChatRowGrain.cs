using OrleansChat.Errors;

namespace OrleansChat.ChatLists;

[GrainType("chat-row")]
internal sealed class ChatRowGrain(IChatRowStore store) : Grain, IChatRowGrain
{
    public async Task<Reply<int>> FindOwnerAsync(CancellationToken cancellation) =>
        await store.FindOwnerAsync(this.GetPrimaryKeyLong(), cancellation);
}
