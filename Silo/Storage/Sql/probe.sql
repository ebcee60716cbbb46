-- Whether somebody answers.
SELECT 1
