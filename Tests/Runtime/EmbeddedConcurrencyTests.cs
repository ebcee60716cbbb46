namespace OrleansChat.Tests.Runtime;

public sealed class EmbeddedConcurrencyTests : GrainConcurrencySpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await EmbeddedGrainHost.StartAsync();
}
