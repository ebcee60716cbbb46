using OrleansChat.Silo.Hosting;

namespace OrleansChat.Tests.Runtime;

public sealed class OrleansMemoryStreamTests : GrainStreamSpec
{
    protected override async Task<IGrainHost> StartHostAsync() =>
        await OrleansGrainHost.StartAsync(transport: StreamTransport.Memory);
}
