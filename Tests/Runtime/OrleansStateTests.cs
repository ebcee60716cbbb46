namespace OrleansChat.Tests.Runtime;

public sealed class OrleansStateTests : GrainStateSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await OrleansGrainHost.StartAsync();
}
