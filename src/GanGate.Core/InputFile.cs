using Microsoft.Win32.SafeHandles;

namespace GanGate;

/// <summary>The one way in which a file that a person names is opened for reading.</summary>
internal static class InputFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, or a pipe.</param>
    /// <param name="bufferSize">0 for pieces that go straight to where they belong.</param>
    /// <exception cref="IOException">It cannot be opened, or it is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses access.</exception>
    /// <exception cref="GanGateException">GG2016: it is the pointer of a file in Git LFS.</exception>
    public static FileStream Open(string path, int bufferSize = 0)
    {
        RequireName(path);
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize);
        try
        {
            GitLfsPointer.Refuse(file.SafeFileHandle, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The same for a file that is read in any order. What has no length is not opened: a pipe could mean to wait for ever.</summary>
    /// <exception cref="InvalidDataException">It is empty, a pipe or a device.</exception>
    /// <exception cref="IOException">It cannot be opened, or it is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refuses access.</exception>
    /// <exception cref="GanGateException">GG2016: it is the pointer of a file in Git LFS.</exception>
    public static FileStream OpenWhole(string path, int bufferSize = 0)
    {
        RequireLength(path);
        return Open(path, bufferSize);
    }

    /// <summary>Makes sure, where another library opens a file, that it has the content that is wanted of it.</summary>
    /// <exception cref="InvalidDataException">It is empty, a pipe or a device.</exception>
    /// <exception cref="GanGateException">GG2016: it is the pointer of a file in Git LFS.</exception>
    public static void Require(string path)
    {
        RequireLength(path);
        GitLfsPointer.Refuse(path);
    }

    /// <summary>The same as a handle that several threads may read from.</summary>
    /// <inheritdoc cref="OpenWhole" path="/exception"/>
    public static SafeFileHandle OpenHandle(string path)
    {
        RequireName(path);
        RequireLength(path);
        SafeFileHandle file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete, options: FileOptions.RandomAccess);
        try
        {
            GitLfsPointer.Refuse(file, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file that a path leads to; links are followed.</summary>
    /// <exception cref="IOException">The links end nowhere, or never.</exception>
    public static FileInfo Followed(string path)
    {
        FileInfo file = new(path);
        return (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
    }

    private static void RequireName(string path)
    {
        if (Directory.Exists(path)) throw new IOException("it is a folder");
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)) throw new FileNotFoundException("it is no file name");
    }

    private static void RequireLength(string path)
    {
        if (File.Exists(path) && Followed(path).Length == 0) throw new InvalidDataException("it is empty, or a pipe or a device");
    }
}
