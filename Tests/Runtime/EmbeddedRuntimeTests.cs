namespace OrleansChat.Tests.Runtime;

public sealed class EmbeddedRuntimeTests : GrainRuntimeSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await EmbeddedGrainHost.StartAsync();
}
