namespace OrleansChat.Tests.Runtime;

public sealed class OrleansStreamTests : GrainStreamSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await OrleansGrainHost.StartAsync();
}
