namespace Orleans.Serialization.Members;

internal delegate void Callback<T>(ref T value);
