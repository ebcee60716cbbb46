namespace OrleansChat.Files;

/// <summary>What is allowed with files.</summary>
internal static class FileRules
{
    /// <summary>Whether a user may read a file without being in a conversation that it was shared in.</summary>
    public static bool MayAlwaysRead(FileRecord file, int callerId, FilePolicy policy) =>
        policy.IsOpen || file.IsPublic || IsUploader(file, callerId);

    /// <summary>Nobody is the uploader of what somebody unknown uploaded.</summary>
    public static bool IsUploader(FileRecord file, int callerId) => callerId > 0 && file.UploaderId == callerId;

    /// <summary>Whether a user may keep at least one more file of one byte.</summary>
    public static bool HasRoom(FileUsage usage, FileUsage limits) =>
        usage.Files < limits.Files && usage.Bytes < limits.Bytes;
}
