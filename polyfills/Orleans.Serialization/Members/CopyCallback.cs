namespace Orleans.Serialization.Members;

internal delegate void CopyCallback<T>(ref T original, ref T copy);
