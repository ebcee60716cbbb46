namespace OrleansChat.Tests.Runtime;

public sealed class EmbeddedStreamTests : GrainStreamSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await EmbeddedGrainHost.StartAsync();
}
