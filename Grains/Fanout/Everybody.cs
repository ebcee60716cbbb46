namespace OrleansChat.Fanout;

/// <summary>Tells all sockets of the cluster something. A hint, as every notice.</summary>
internal static class Everybody
{
    public static async Task TellEverybodyAsync(this IFanout fanout, IGrainFactory grains, Notice notice)
    {
        var directory = grains.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key);
        await fanout.AnnounceAsync(
            await directory.ListAsync(CancellationToken.None), new Delivery("", [], [], [notice]));
    }
}
