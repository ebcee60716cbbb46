namespace OrleansChat.Tests.Files;

/// <summary>A server as on the internet, where one user keeps thirty files and no more.</summary>
public sealed class ProductionFixture : FileServerFixture
{
    public const int FilesPerUser = 30;

    protected override (string Key, string Value)[] Settings =>
    [
        ("Chat:Security:Mode", "Production"), ("Chat:Sms:FixedCode", ""), ("Chat:Files:PerUser", $"{FilesPerUser}"),
    ];
}
