namespace OrleansChat.Tests.Runtime;

public sealed class OrleansPushStreamTests : GrainStreamSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await OrleansGrainHost.StartAsync();
}
