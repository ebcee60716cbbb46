namespace OrleansChat.Tests.Runtime;

public sealed class EmbeddedStateTests : GrainStateSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await EmbeddedGrainHost.StartAsync();
}
