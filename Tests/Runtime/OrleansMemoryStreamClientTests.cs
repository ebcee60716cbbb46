using OrleansChat.Silo.Hosting;

namespace OrleansChat.Tests.Runtime;

public sealed class OrleansMemoryStreamClientTests : GrainStreamSpec
{
    protected override async Task<IGrainHost> StartHostAsync() =>
        await OrleansGrainHost.StartAsync(transport: StreamTransport.Memory, listensInClient: true);
}
