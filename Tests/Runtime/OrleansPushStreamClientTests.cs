namespace OrleansChat.Tests.Runtime;

public sealed class OrleansPushStreamClientTests : GrainStreamSpec
{
    protected override async Task<IGrainHost> StartHostAsync() =>
        await OrleansGrainHost.StartAsync(listensInClient: true);
}
