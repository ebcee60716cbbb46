using Orleans.Runtime;
using OrleansChat.Errors;

namespace OrleansChat.Conversations;

[GrainType("message-id")]
internal sealed class MessageIdGrain(ConversationParts parts) : Grain, IMessageIdGrain
{
    public async Task<Reply<long>> ReserveAsync(CancellationToken cancellation)
    {
        var id = parts.Ids.Next(after: 0);
        if (this.GetPrimaryKeyLong() == 0)
        {
            return id; // of nobody: reserved, nobody could use it
        }

        var share = GrainFactory.GetGrain<IReservedIdGrain>(ReservedIds.ShareOf(id));
        await share.ReserveAsync(id, (int)this.GetPrimaryKeyLong(), cancellation);
        return id;
    }
}
