using OrleansChat.Silo.Hosting;

namespace OrleansChat.Tests.Storage;

public sealed class PrivatePostgresFolderTests : IDisposable
{
    private readonly DirectoryInfo _closed = Directory.CreateTempSubdirectory("closed-"); // 0700

    public void Dispose() => _closed.Delete(recursive: true);

    [Fact]
    public void Root_keeps_the_database_of_a_closed_folder_elsewhere_and_always_at_the_same_place()
    {
        var data = Path.Combine(_closed.FullName, "data");

        var folder = PrivatePostgresFolder.Of(data);

        Assert.Equal(folder, PrivatePostgresFolder.Of(data));
        Assert.NotEqual(folder, PrivatePostgresFolder.Of(data + "2"));
        Assert.Equal(Environment.IsPrivilegedProcess, !folder.StartsWith(_closed.FullName, StringComparison.Ordinal));
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal(folder, new FileInfo(Path.Combine(data, "postgres")).LinkTarget);
        }
    }
}
