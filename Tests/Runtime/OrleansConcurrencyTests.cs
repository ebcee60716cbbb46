namespace OrleansChat.Tests.Runtime;

public sealed class OrleansConcurrencyTests : GrainConcurrencySpec
{
    protected override async Task<IGrainHost> StartHostAsync() => await OrleansGrainHost.StartAsync();
}
