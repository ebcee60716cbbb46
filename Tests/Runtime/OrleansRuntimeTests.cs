namespace OrleansChat.Tests.Runtime;

public sealed class OrleansRuntimeTests : GrainRuntimeSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await OrleansGrainHost.StartAsync();
}
