namespace OrleansChat.Tests.Runtime;

public sealed class EmbeddedLifetimeTests : GrainLifetimeSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await EmbeddedGrainHost.StartAsync();
}
