namespace OrleansChat.Tests.Runtime;

public sealed class OrleansLifetimeTests : GrainLifetimeSpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await OrleansGrainHost.StartAsync();
}
