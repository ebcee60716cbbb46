namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Every line about files. Never what the uploader called one.</summary>
internal static partial class FileLog
{
    [LoggerMessage(EventId = 2101, Level = LogLevel.Information,
        Message = "{Count} uploads that were broken off were removed")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Error, Message = "The folder of files cannot be used")]
    public static partial void FolderFault(ILogger logger, Exception fault);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Warning,
        Message = "An upload of {UserId} was refused: the disk would have less free than its reserve")]
    public static partial void NoSpace(ILogger logger, int userId);

    [LoggerMessage(EventId = 2104, Level = LogLevel.Error,
        Message = "The bytes of file {Name} are not in the folder under {Blob}")]
    public static partial void BytesMissing(ILogger logger, string name, string blob);

    [LoggerMessage(EventId = 2105, Level = LogLevel.Debug, Message = "An upload of {UserId} was broken off")]
    public static partial void BrokenOff(ILogger logger, Exception fault, int userId);
}
